// What is recorded beside the changes of rows: who came in, who was refused, what happened to a way in, what left the
// workspace. A new kind is a line here.
export const auditEventKinds = [
  'signed_in',
  'sign_in_refused',
  'sign_in_slowed',
  'signed_out',
  'session_ended',
  'unlocked',
  'unlock_refused',
  'password_changed',
  'password_change_refused',
  'password_reset',
  'password_token_made',
  'access_report_exported',
  'exported',
  'host_key_renewed',
  'backup_restored',
  'backup_deleted',
  'backup_settings_changed',
  'workspace_salvaged',
  'entry_lost',
  'trail_reviewed',
] as const
export type AuditEventKind = (typeof auditEventKinds)[number]
