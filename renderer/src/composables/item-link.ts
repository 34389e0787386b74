// The way to the row of an item in its tracker.
interface Place {
  reporting_effort_id: number
  item_type: string
  item_subtype: string
}

export function itemLink(place: Place, itemId: number) {
  const tab = place.item_type === 'TLF' ? 'TLF' : place.item_subtype
  return { name: 'effort', params: { id: place.reporting_effort_id, tab }, query: { item: String(itemId) } }
}
