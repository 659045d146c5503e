import type { Clock, Timer } from '../../core/clock.ts';
import type { Records } from '../../core/disk/disk.ts';
import { Fault } from '../../core/fault.ts';
import type { Ids } from '../../core/ids.ts';
import { MAPPING_LIMITS } from '../limits.ts';
import type { Poller } from '../polling/poller.ts';
import type { Mapping, MappingSettings, MappingState } from './mapping.ts';

export interface MappingStore {
  /** @throws Fault MappingNotFound */
  get(uuid: string): Mapping;
  list(): Mapping[];
  /** Starts in `Creating`. */
  add(queueArn: string, settings: MappingSettings): Mapping;
  /**
   * Starts in `Enabling`, `Disabling` or `Updating`. New settings hold from the next batch on.
   * @throws Fault MappingNotFound, ResourceInUse while an earlier change is under way
   */
  change(uuid: string, settings: MappingSettings): Mapping;
  /** Starts in `Deleting`; gone when its running batches have ended. Same errors as `change`. */
  remove(uuid: string): Mapping;
  /** Begins to poll for the mappings that were there before a restart. */
  start(): void;
  close(): Promise<void>;
}

interface Entry {
  mapping: Mapping;
  poller: Poller | undefined;
  timer: Timer | undefined;
}

/** A mapping on disk. A change under way counts as done: it takes a moment only. */
export type StoredMapping = Pick<Mapping, 'queueArn' | 'settings' | 'lastModifiedMs'>;

/** JSON leaves out what is undefined. */
const OPTIONAL_SETTINGS = { maximumConcurrency: undefined };

/** Keeps mappings and sees that a poller runs for exactly those that are enabled. */
export function createMappingStore(options: {
  clock: Clock;
  ids: Ids;
  records: Records<StoredMapping>;
  startPoller: (mapping: Mapping) => Poller;
}): MappingStore {
  const { clock, ids, records, startPoller } = options;
  const entries = new Map<string, Entry>();
  for (const [uuid, { queueArn, settings, lastModifiedMs }] of records.load()) {
    const state = settings.enabled ? 'Enabled' : 'Disabled';
    const mapping: Mapping = {
      uuid,
      queueArn,
      settings: { ...OPTIONAL_SETTINGS, ...settings },
      state,
      lastModifiedMs,
    };
    entries.set(uuid, { mapping, poller: undefined, timer: undefined });
  }

  const save = ({ uuid, queueArn, settings, lastModifiedMs }: Mapping) =>
    records.put(uuid, { queueArn, settings, lastModifiedMs });

  const find = (uuid: string): Entry => {
    const entry = entries.get(uuid);
    if (!entry) throw new Fault('MappingNotFound', 'The resource you requested does not exist.');
    return entry;
  };
  const enter = ({ mapping }: Entry, state: MappingState) => {
    mapping.state = state;
    mapping.lastModifiedMs = clock.nowMs();
    if (state !== 'Deleting') save(mapping);
  };
  const afterTransition = (entry: Entry, task: () => void) => {
    entry.timer = clock.at(clock.nowMs() + MAPPING_LIMITS.transitionMs, task);
  };
  const settle = (entry: Entry) => {
    const { enabled } = entry.mapping.settings;
    if (enabled) entry.poller ??= startPoller(entry.mapping);
    enter(entry, enabled ? 'Enabled' : 'Disabled');
  };
  const stopPoller = async (entry: Entry) => {
    await entry.poller?.stop();
    entry.poller = undefined;
  };
  const steady = (uuid: string, verb: string): Entry => {
    const entry = find(uuid);
    if (entry.mapping.state !== 'Enabled' && entry.mapping.state !== 'Disabled')
      throw new Fault('ResourceInUse', `Cannot ${verb} the event source mapping because it is in use.`);
    return entry;
  };

  return {
    get: (uuid) => find(uuid).mapping,
    list: () => [...entries.values()].map(({ mapping }) => mapping),
    add(queueArn, settings) {
      const mapping: Mapping = {
        uuid: ids.uuid(),
        queueArn,
        settings,
        state: 'Creating',
        lastModifiedMs: clock.nowMs(),
      };
      const entry: Entry = { mapping, poller: undefined, timer: undefined };
      entries.set(mapping.uuid, entry);
      save(mapping);
      afterTransition(entry, () => settle(entry));
      return mapping;
    },
    change(uuid, settings) {
      const entry = steady(uuid, 'update');
      const wasEnabled = entry.mapping.settings.enabled;
      entry.mapping.settings = settings;
      if (wasEnabled && !settings.enabled) {
        enter(entry, 'Disabling');
        void stopPoller(entry).then(() => settle(entry));
      } else {
        enter(entry, wasEnabled === settings.enabled ? 'Updating' : 'Enabling');
        afterTransition(entry, () => settle(entry));
      }
      return entry.mapping;
    },
    remove(uuid) {
      const entry = steady(uuid, 'delete');
      enter(entry, 'Deleting');
      records.delete(uuid);
      void stopPoller(entry).then(() => entries.delete(uuid));
      return entry.mapping;
    },
    start() {
      for (const entry of entries.values()) {
        if (entry.mapping.state === 'Enabled') entry.poller ??= startPoller(entry.mapping);
      }
    },
    async close() {
      const all = [...entries.values()];
      entries.clear();
      for (const { timer } of all) timer?.cancel();
      await Promise.all(all.map(stopPoller));
    },
  };
}
