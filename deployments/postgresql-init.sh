#!/bin/bash
# Runs once, when the data directory is empty: the account and the database of the gateway. The account owns its
# database and may make roles, which the first migration does; it is no superuser.
set -euo pipefail

secret=${DATABASE_PROPERTIES:-/run/secrets/database.properties}
grep -q '^quarkus\.datasource\.password=.' "$secret" || {
  echo "quarkus.datasource.password is not in $secret" >&2
  exit 1
}

# psql reads the password itself: an argument would show it to every process.
export secret
psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname=postgres <<'SQL'
\set password `sed -n 's/^quarkus\.datasource\.password=//p' "$secret"`
CREATE ROLE tetrapylon LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE tetrapylon OWNER tetrapylon;
REVOKE CONNECT ON DATABASE tetrapylon FROM PUBLIC;
SQL
