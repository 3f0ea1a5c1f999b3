#!/bin/sh
# Run once by the image of PostgreSQL, when the data directory is new: the role and the database of docs/postgresql.md.
set -eu
psql --username=postgres --no-psqlrc --set=ON_ERROR_STOP=1 --set=password="$(cat /run/secrets/gateway-password)" << 'SQL'
CREATE ROLE gateway LOGIN PASSWORD :'password';
CREATE DATABASE settings OWNER gateway;
SQL
