// How a copy of a workspace that is locked with a passphrase begins (docs/operations.md), for who writes one and for who only
// has to know one when it is met.

/** The first bytes, as Latin-1. */
export const SEALED_MAGIC = 'PEARLSB1'
