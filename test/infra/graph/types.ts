/** A resource as it would be made. */
export interface Resource {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Inputs that are encrypted in the state. */
  secretInputs?: string[];
  /** Not deleted with the stack. */
  retainOnDelete?: boolean;
  protect?: boolean;
}

export interface StackGraph {
  app: { name: string; home: string; removal: string; protect: boolean; providers: Record<string, unknown> };
  outputs: Record<string, unknown>;
  resources: Resource[];
}
