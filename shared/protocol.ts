// Which program speaks on the wire, and in which version: what `GET /hello` says and what a window that joins expects.

export const PRODUCT = 'PEARL Desktop'

/** Version of the wire; raised only by a change that old clients cannot follow. */
export const PROTOCOL = 1
