-- UAF authenticators are asked by ceremonies too: rp_id is then the application, shown the text that the user signs.
ALTER TABLE ceremony
  DROP CONSTRAINT ceremony_purpose_check,
  ADD CONSTRAINT ceremony_purpose_check CHECK (purpose IN ('REGISTER', 'ACTIVATE', 'FACTOR', 'PASSKEY', 'UAF')),
  ADD COLUMN shown text;
