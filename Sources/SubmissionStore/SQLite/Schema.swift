/// The tables, in SQL, as steps that are never edited: a change is a new step.
///
/// What the columns of `submission` say stands in `record` and `details`, too, which are sealed by the log. They are an
/// index, can be made again, and are compared by the whole check.
enum Schema {
  /// Marks the file as ours in SQLite's header: the bytes of "wlkp".
  static let applicationID: Int64 = 0x776C_6B70

  /// Each step brings the store from the version of its index to the next.
  static let steps = [first, groups, events, keys, facets, persons, sizes, confirmations, lean]

  /// The version that this program reads and writes.
  static var version: Int64 { Int64(steps.count) }

  /// The version that has the search index; a store made before is indexed when it is opened.
  static var facetVersion: Int64 { Int64(steps.firstIndex(of: sizes) ?? 0) + 1 }

  private static let first = """
    CREATE TABLE meta (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE submission (
      serial INTEGER PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      chain INTEGER NOT NULL REFERENCES submission (serial),
      version INTEGER NOT NULL CHECK (version >= 1),
      unit_key TEXT NOT NULL,
      report_key TEXT NOT NULL,
      file_hash BLOB NOT NULL CHECK (length(file_hash) = 32),
      company TEXT NOT NULL,
      nib TEXT,
      region TEXT NOT NULL,
      sector TEXT,
      kind TEXT NOT NULL,
      period INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      submitter TEXT NOT NULL,
      log_position INTEGER NOT NULL UNIQUE,
      salt BLOB NOT NULL CHECK (length(salt) = 32),
      details_salt BLOB NOT NULL CHECK (length(details_salt) = 32),
      record TEXT NOT NULL,
      details TEXT NOT NULL,
      UNIQUE (chain, version),
      UNIQUE (unit_key, file_hash)
    ) STRICT;
    CREATE INDEX submission_report ON submission (report_key);
    CREATE INDEX submission_nib ON submission (nib);
    CREATE INDEX submission_region ON submission (region);
    CREATE INDEX submission_period ON submission (period);
    CREATE INDEX submission_received ON submission (received_at);
    CREATE INDEX submission_submitter ON submission (submitter);

    CREATE TABLE finding (
      submission INTEGER NOT NULL REFERENCES submission (serial),
      ordinal INTEGER NOT NULL,
      rule TEXT NOT NULL,
      grade TEXT NOT NULL,
      severity TEXT NOT NULL,
      places INTEGER NOT NULL,
      PRIMARY KEY (submission, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX finding_rule ON finding (rule, submission);

    CREATE TABLE document (
      submission INTEGER PRIMARY KEY REFERENCES submission (serial),
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE original_piece (
      submission INTEGER NOT NULL REFERENCES submission (serial),
      ordinal INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (submission, ordinal)
    ) STRICT;

    CREATE TABLE log_entry (
      tree INTEGER NOT NULL,
      position INTEGER NOT NULL,
      entry BLOB NOT NULL,
      PRIMARY KEY (tree, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE log_node (
      tree INTEGER NOT NULL,
      level INTEGER NOT NULL,
      position INTEGER NOT NULL,
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      PRIMARY KEY (tree, level, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE log_checkpoint (
      tree INTEGER NOT NULL,
      size INTEGER NOT NULL,
      note TEXT NOT NULL,
      PRIMARY KEY (tree, size)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE account (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      role TEXT NOT NULL,
      scope TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      seal BLOB NOT NULL
    ) STRICT;

    CREATE TABLE token (
      id INTEGER PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES account (id),
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      label TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER,
      revoked_at INTEGER,
      seal BLOB NOT NULL
    ) STRICT;
    CREATE INDEX token_account ON token (account);

    CREATE TABLE idempotency (
      account TEXT NOT NULL,
      key TEXT NOT NULL,
      request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
      submission INTEGER NOT NULL REFERENCES submission (serial),
      seal BLOB NOT NULL,
      PRIMARY KEY (account, key)
    ) STRICT, WITHOUT ROWID;
    """

  /// One checkpoint signs for a group of filings; each names the size before it, so that a missing one shows.
  private static let groups = """
    ALTER TABLE log_checkpoint ADD COLUMN previous INTEGER NOT NULL DEFAULT 0;
    UPDATE log_checkpoint SET previous = max(size - 1, 0);
    """

  /// What happened around the store, sealed by the access log; the columns repeat parts of `text` for queries.
  private static let events = """
    CREATE TABLE event (
      serial INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      subject TEXT,
      salt BLOB NOT NULL CHECK (length(salt) = 32),
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_kind ON event (kind);
    CREATE INDEX event_actor ON event (actor);
    CREATE INDEX event_subject ON event (subject);
    CREATE INDEX event_at ON event (at);
    """

  /// The key of each original, wrapped by a data key that lies outside the database; NULL once it was destroyed.
  ///
  /// Originals kept before have no row here and lie in the clear; documents kept before are not packed.
  private static let keys = """
    CREATE TABLE original_key (
      submission INTEGER PRIMARY KEY REFERENCES submission (serial),
      data_key TEXT NOT NULL,
      wrapped BLOB
    ) STRICT;
    """

  /// The search index, see `FacetRows`; it answers what the indexes of single columns answered, and their combinations.
  private static let facets = """
    CREATE TABLE facet (
      first INTEGER NOT NULL,
      term TEXT NOT NULL,
      places BLOB NOT NULL,
      PRIMARY KEY (first, term)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE facet_tail (
      serial INTEGER PRIMARY KEY,
      terms TEXT NOT NULL
    ) STRICT;
    DROP INDEX submission_nib;
    DROP INDEX submission_region;
    DROP INDEX submission_period;
    DROP INDEX submission_received;
    DROP INDEX submission_submitter;
    DROP INDEX finding_rule;
    """

  /// People behind accounts: passwords as scrypt's hashes, sessions and links as hashes of their secrets.
  private static let persons = """
    ALTER TABLE account ADD COLUMN closed_at INTEGER;

    CREATE TABLE password (
      account INTEGER PRIMARY KEY REFERENCES account (id),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      salt BLOB NOT NULL CHECK (length(salt) = 32),
      cost TEXT NOT NULL,
      changed_at INTEGER NOT NULL,
      seal BLOB NOT NULL
    ) STRICT;

    CREATE TABLE session (
      id INTEGER PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES account (id),
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      ended_at INTEGER,
      seal BLOB NOT NULL
    ) STRICT;
    CREATE INDEX session_account ON session (account);

    CREATE TABLE one_time_link (
      id INTEGER PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      account INTEGER REFERENCES account (id),
      purpose TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      used_at INTEGER,
      seal BLOB NOT NULL
    ) STRICT;
    """

  /// The search index is made anew, with the size class among its terms; what was corrected is found without looking
  /// at all versions.
  private static let sizes = """
    DELETE FROM facet;
    DELETE FROM facet_tail;
    CREATE INDEX submission_corrected ON submission (chain, version) WHERE version > 1;
    """

  /// What was confirmed beside the file, sealed with the original's key; and the reports that wait for it, their facts
  /// sealed with the register's key. What waits is no submission: it goes when it is confirmed or expires.
  private static let confirmations = """
    CREATE TABLE confirmation (
      submission INTEGER PRIMARY KEY REFERENCES submission (serial),
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE pending (
      serial INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      unit_key TEXT NOT NULL,
      file_hash BLOB NOT NULL CHECK (length(file_hash) = 32),
      submitter TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      facts TEXT NOT NULL,
      data_key TEXT NOT NULL,
      wrapped BLOB NOT NULL,
      seal BLOB NOT NULL,
      document BLOB NOT NULL,
      UNIQUE (unit_key, file_hash)
    ) STRICT;
    CREATE INDEX pending_expires ON pending (expires_at);
    CREATE INDEX pending_submitter ON pending (submitter);

    CREATE TABLE pending_piece (
      pending INTEGER NOT NULL REFERENCES pending (serial),
      ordinal INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (pending, ordinal)
    ) STRICT;
    """

  /// A row for each finding cost a fifth of a filing and answered nothing that the search index and the sealed details
  /// do not answer.
  private static let lean = "DROP TABLE finding;"
}
