/** State that outlives a request and is one per process, held by its name. */
export interface SharedState {
  /** The state called `name`; made by `create` the first time. One name always goes with one type. */
  of<State>(name: string, create: () => State): State;
}

export function createSharedState(): SharedState {
  const states = new Map<string, unknown>();
  return {
    of<State>(name: string, create: () => State): State {
      if (!states.has(name)) states.set(name, create());
      return states.get(name) as State;
    },
  };
}
