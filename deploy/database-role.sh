#!/bin/sh
# Postkamer's role and database. The role is no superuser: row-level security keeps tenants apart, and superusers step
# over it. It owns its database, so that it can migrate it; letters are in UTF-8, whatever the server's usual is.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$DATABASE_PASSWORD" --username postgres <<'SQL'
CREATE ROLE postkamer LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE postkamer OWNER postkamer ENCODING 'UTF8' TEMPLATE template0;
SQL
