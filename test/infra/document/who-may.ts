import { nameOfArn, permissionsOf, roleOf, select, text, toList } from '../graph/select.ts';
import type { Resource, StackGraph } from '../graph/types.ts';

/** What somebody may do to a resource: actions without their service. */
export interface Access {
  who: string;
  actions: string[];
}

/** Names for functions that SST gives names of its own. */
const OWN_NAMES: readonly [beginning: string, name: string][] = [
  ['DeskServer', 'desk'],
  ['DeskImageOptimizer', 'desk-images'],
  ['DoorEdgeFunction', 'desk-signing'],
];

/** What we call a function: its name in AWS, or what it is where SST makes that name up. */
export function nameOfFunction(fn: Resource): string {
  return OWN_NAMES.find(([beginning]) => fn.name.startsWith(beginning))?.[1] ?? text(fn, 'name');
}

/**
 * Who may do what to the resource with this ARN, by the roles of the functions; with `*` what they may do to everything. Parts of a resource, such as
 * objects of a bucket and the index of a table, count as the resource.
 */
export function whoMay(graph: StackGraph, arn: string): Access[] {
  const access = select(graph, 'lambda', 'Function').flatMap((fn) => {
    const role = roleOf(graph, fn);
    const statements = role ? permissionsOf(role) : [];
    const allowed = statements
      .filter(
        ({ Effect, Resource: about }) => Effect === 'Allow' && toList(about).some((one) => isAbout(one, arn)),
      )
      .flatMap(({ Action }) => toList(Action).map(nameOfArn));
    return allowed.length === 0 ? [] : [{ who: nameOfFunction(fn), actions: [...new Set(allowed)] }];
  });
  return access.toSorted((a, b) => (a.who < b.who ? -1 : 1));
}

function isAbout(granted: string, arn: string): boolean {
  return granted === arn || (arn !== '*' && granted.startsWith(`${arn}/`));
}
