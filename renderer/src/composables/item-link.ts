// The way to the row of an item in its tracker.
interface Place {
  reporting_effort_id: number
  item_type: string
  item_subtype: string
}

const tabOf = ({ item_type, item_subtype }: Place) =>
  item_type === 'TLF' ? 'TLF' : item_subtype === 'SDTM' ? 'SDTM' : 'ADaM'

/** @param comment is shown among the comments of the row, which are opened beside the table */
export function itemLink(place: Place, itemId: number, comment?: number) {
  return {
    name: 'effort',
    params: { id: place.reporting_effort_id, tab: tabOf(place) },
    query: { item: String(itemId), ...(comment !== undefined && { comment: String(comment) }) },
  }
}

/** The same as the text of an address, for whoever is outside of the window. */
export function itemPath(place: Place, itemId: number, comment?: number): string {
  return `/effort/${place.reporting_effort_id}/${tabOf(place)}?item=${itemId}${comment === undefined ? '' : `&comment=${comment}`}`
}
