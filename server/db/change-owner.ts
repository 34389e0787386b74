// What an entry of the change log says its row was made below. One text for the index and for every question, because SQLite
// uses an index over an expression only for the very same expression.

/** The id of the one row that a row hangs on, whatever kind it is; null for what hangs on nothing. */
export const CHANGE_OWNER = `coalesce(after ->> '$.tracker_id', after ->> '$.reporting_effort_item_id', after ->> '$.reporting_effort_id', after ->> '$.study_id')`
