/** One page of a listing, and the token of the next. */
export interface Page<Item> {
  items: Item[];
  next: string | undefined;
}

/** All items of a listing. Stops when a token repeats, as a server that loops would otherwise hold us for ever. */
export async function readAllPages<Item>(
  readPage: (token: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await readPage(token);
    items.push(...page.items);
    token = page.next;
    if (token !== undefined && seen.has(token)) break;
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
  return items;
}
