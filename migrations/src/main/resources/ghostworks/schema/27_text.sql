-- What is asked of texts.
set local role ghostworks_owner;

create function ghostworks.is_visible(t text) returns boolean
  language sql immutable parallel safe
  -- Any character but blanks, controls and what Unicode 16 calls ignorable.
  return t ~ ('[^\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4'
      '\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0'
      '\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a'
      '\U000e0000-\U000e0fff]');
comment on function ghostworks.is_visible(text) is
  'Whether something of the text can be seen; false for an empty one. The domain asks the same of what is written.';

reset role;
