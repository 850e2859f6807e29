-- What whoever changes a credential says of it: nevisIDM's clients write it and read it back.
ALTER TABLE credential
  ADD COLUMN state_detail text,
  ADD COLUMN modification_comment text;
