-- Leaves the merging and analyzing after an import to autovacuum.
set local role ghostworks_owner;

drop function ghostworks.settle_artifacts();

reset role;
