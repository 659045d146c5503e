/** A user attribute of a message. `binaryValue` is base64, as it travels. */
export interface MessageAttribute {
  name: string;
  dataType: string;
  stringValue?: string;
  binaryValue?: string;
}

/** What a sender gave. */
export interface Content {
  /** The body as a JSON string literal: it is written to the wire more often than read, and escaping it is most of that work. */
  bodyJson: string;
  bodyMd5: string;
  /** Body and user attributes, as it counts against the message size limit. */
  sizeBytes: number;
  /** Sorted by name. */
  attributes: readonly MessageAttribute[];
  attributesMd5: string | undefined;
  traceHeader: string | undefined;
  senderId: string;
  groupId: string | undefined;
  deduplicationId: string | undefined;
}

/** `gone`: deleted, moved, purged or dropped by retention. */
export type Place = 'delayed' | 'ready' | 'inFlight' | 'gone';

/**
 * A message and its place in one queue. It carries the links and heap indexes of the structures that hold it, so that
 * a queue of a million costs no wrapper per message and any message leaves in O(log n).
 */
export interface Message extends Content {
  /** Rises with every message that enters a queue; unique within the queue. */
  number: number;
  id: string;
  sequenceNumber: string | undefined;
  /** Queue that dead-lettered it here. */
  deadLetterSourceArn: string | undefined;
  sentAtMs: number;
  enteredAtMs: number;
  /** Retention counts from here: a dead-lettered standard message keeps its first enqueue time. */
  retentionStartMs: number;
  /** 0: never received. */
  firstReceivedAtMs: number;
  receivedAtMs: number;
  receiveCount: number;
  /** When the delay or the visibility timeout ends. */
  dueAtMs: number;

  place: Place;
  dueIndex: number;
  backdatedIndex: number;
  previousEntered: Message | undefined;
  nextEntered: Message | undefined;
  previousReady: Message | undefined;
  nextReady: Message | undefined;
  /** Visible, but behind those of quieter tenants. */
  isHeldBack: boolean;

  /** Its key on disk; 0 when it has none. */
  storedKey: number;
  /** What it says is on disk under that key. */
  isStored: boolean;
  /** Something about it is still to be written. */
  isChanged: boolean;
  /** That of the queue when the message entered it. */
  shelf: number;
}

/** A message that is in no queue yet. */
export function createMessage(id: string, content: Content, sentAtMs: number): Message {
  return {
    number: 0,
    id,
    bodyJson: content.bodyJson,
    bodyMd5: content.bodyMd5,
    sizeBytes: content.sizeBytes,
    attributes: content.attributes,
    attributesMd5: content.attributesMd5,
    traceHeader: content.traceHeader,
    senderId: content.senderId,
    groupId: content.groupId,
    deduplicationId: content.deduplicationId,
    sequenceNumber: undefined,
    deadLetterSourceArn: undefined,
    sentAtMs,
    enteredAtMs: sentAtMs,
    retentionStartMs: sentAtMs,
    firstReceivedAtMs: 0,
    receivedAtMs: 0,
    receiveCount: 0,
    dueAtMs: 0,
    place: 'gone',
    dueIndex: -1,
    backdatedIndex: -1,
    previousEntered: undefined,
    nextEntered: undefined,
    previousReady: undefined,
    nextReady: undefined,
    isHeldBack: false,
    storedKey: 0,
    isStored: false,
    isChanged: false,
    shelf: 0,
  };
}

/** The body as its sender wrote it. */
export function bodyOf({ bodyJson }: Pick<Content, 'bodyJson'>): string {
  return JSON.parse(bodyJson) as string;
}

/** What a message carries from its sender, without its place and history. */
export function contentOf(message: Message): Content {
  const { bodyJson, bodyMd5, sizeBytes, attributes, attributesMd5, traceHeader } = message;
  const { senderId, groupId, deduplicationId } = message;
  return {
    bodyJson,
    bodyMd5,
    sizeBytes,
    attributes,
    attributesMd5,
    traceHeader,
    senderId,
    groupId,
    deduplicationId,
  };
}
