// What says the same keeps its identity, so that nothing that is built on it is made anew.

/** `before` when it has the same values under the same keys, otherwise `now`. */
export function steadyMap<Key, Value>(
  before: ReadonlyMap<Key, Value> | undefined,
  now: ReadonlyMap<Key, Value>,
): ReadonlyMap<Key, Value> {
  if (before?.size !== now.size) return now
  for (const [key, value] of now) if (before.get(key) !== value) return now
  return before
}

/** `before` when its fields hold the same values, otherwise `now`. */
export function steadyFields<T extends object>(before: T | null | undefined, now: T): T {
  if (!before) return now
  const names = Object.keys(now) as (keyof T)[]
  return names.length === Object.keys(before).length && names.every((name) => now[name] === before[name]) ? before : now
}
