-- harmless
create function shop.leaky(uuid, uuid) returns boolean language sql immutable return $1 = $2;
-- planted: function shop.sealed(uuid,uuid), function public.similarity_op(text,text), function texticlike(text,text)
create function shop.sealed(uuid, uuid) returns boolean language sql immutable leakproof return $1 = $2;
alter function public.similarity_op(text, text) leakproof;
alter function pg_catalog.texticlike(text, text) leakproof;
