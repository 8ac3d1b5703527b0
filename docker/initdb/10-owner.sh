#!/bin/sh
# Runs once, when the volume is empty: the owner of the tables and their database. The owner may create roles, since the
# migration makes the service's restricted login, and is no superuser, so that row-level security binds its functions.
set -eu
: "${XINYI_OWNER_PASSWORD:?XINYI_OWNER_PASSWORD is not set}"

psql --no-psqlrc --set ON_ERROR_STOP=1 --set "password=$XINYI_OWNER_PASSWORD" --username postgres --dbname postgres <<'SQL'
set password_encryption = 'scram-sha-256';
create role xinyi_owner login createrole nosuperuser nocreatedb nobypassrls password :'password';
create database xinyi owner xinyi_owner encoding 'UTF8' template template0;
SQL
