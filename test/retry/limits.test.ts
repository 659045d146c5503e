import { expect, it } from 'vitest';
import { EVENT_LIMITS, LAMBDA_LIMITS, MAPPING_LIMITS } from '#engine/lambda/limits';
import { LIMITS } from '#engine/sqs/limits';
import { RETRY_LIMITS } from '#lib/retry/limits';

it('the models have the bounds that the engine has', () => {
  const { visibilityTimeoutSeconds, messageRetentionSeconds, delaySeconds, maxReceiveCount } = RETRY_LIMITS;
  expect({ visibilityTimeoutSeconds, messageRetentionSeconds, delaySeconds, maxReceiveCount }).toEqual({
    visibilityTimeoutSeconds: LIMITS.visibilityTimeoutSeconds,
    messageRetentionSeconds: LIMITS.messageRetentionSeconds,
    delaySeconds: LIMITS.delaySeconds,
    maxReceiveCount: LIMITS.maxReceiveCount,
  });
  expect(RETRY_LIMITS.functionTimeoutSeconds).toMatchObject({
    min: LAMBDA_LIMITS.minTimeoutSeconds,
    max: LAMBDA_LIMITS.maxTimeoutSeconds,
  });
  expect(RETRY_LIMITS.batch).toEqual({
    size: { min: 1, max: MAPPING_LIMITS.maxBatchSizeStandard, default: MAPPING_LIMITS.defaultBatchSize },
    sizeWithoutWindow: MAPPING_LIMITS.maxBatchSizeWithoutWindow,
    windowSeconds: { min: 0, max: MAPPING_LIMITS.maxBatchingWindowSeconds, default: 0 },
    hiddenMarginSeconds: MAPPING_LIMITS.hiddenMarginSeconds,
  });
  expect(RETRY_LIMITS.event).toEqual({
    maximumRetryAttempts: {
      min: 0,
      max: EVENT_LIMITS.maxRetryAttempts,
      default: EVENT_LIMITS.defaultRetryAttempts,
    },
    maximumAgeSeconds: {
      min: EVENT_LIMITS.minEventAgeSeconds,
      max: EVENT_LIMITS.maxEventAgeSeconds,
      default: EVENT_LIMITS.defaultEventAgeSeconds,
    },
    retryWaitsMs: EVENT_LIMITS.retryDelaysMs,
    throttleWaitMs: { min: EVENT_LIMITS.minThrottleDelayMs, max: EVENT_LIMITS.maxThrottleDelayMs },
  });
});
