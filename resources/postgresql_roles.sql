-- Who may do what on a PostgreSQL server. Run once by the database's owner, after "gendan new postgresql://…":
--
--     psql -d company -f postgresql_roles.sql
--
-- and again after each upgrade that adds tables. Then give each person a login and one role:
--
--     CREATE ROLE wang LOGIN PASSWORD '…' IN ROLE gendan_clerk;
--     CREATE ROLE guest LOGIN PASSWORD '…' IN ROLE gendan_reader;
--     CREATE ROLE boss LOGIN PASSWORD '…' IN ROLE gendan_admin;
--
-- Here the separation is real: a clerk cannot change or delete a line of the history with any tool.

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'gendan_reader') THEN CREATE ROLE gendan_reader NOLOGIN; END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'gendan_clerk') THEN CREATE ROLE gendan_clerk NOLOGIN; END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'gendan_admin') THEN CREATE ROLE gendan_admin NOLOGIN; END IF;
END $$;

GRANT gendan_reader TO gendan_clerk;
GRANT gendan_clerk TO gendan_admin;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, gendan_reader, gendan_clerk, gendan_admin;
REVOKE CREATE ON SCHEMA public FROM PUBLIC, gendan_reader, gendan_clerk, gendan_admin;
GRANT USAGE ON SCHEMA public TO gendan_reader;

-- Reading: everything. A reader too says that he is in.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO gendan_reader;
GRANT INSERT, UPDATE, DELETE ON presence TO gendan_reader;
GRANT USAGE, SELECT ON SEQUENCE presence_id_seq TO gendan_reader;

-- Working: records are added and changed, never deleted for good; what the program reckons anew may go.
GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO gendan_clerk;
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO gendan_clerk;
GRANT DELETE ON duty, search_entry TO gendan_clerk;

-- The history is written once: of a change only the mark that it was taken back may be set.
REVOKE UPDATE, DELETE, TRUNCATE ON change_entry, change_row, file_content FROM gendan_clerk;
GRANT UPDATE (undone) ON change_entry TO gendan_clerk;

-- The office's settings are the administrator's; the version of the tables is the owner's.
REVOKE INSERT, UPDATE ON office_setting, gendan_schema FROM gendan_clerk;
GRANT INSERT, UPDATE ON office_setting TO gendan_admin;
