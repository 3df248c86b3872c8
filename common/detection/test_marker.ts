/**
 * Events of an exercise carry this tag (`tags`), set where they are collected. The detection engine copies the tags of an event into its alert, and
 * into a sequence's shell those that all of its events have (`detection-engine.md` §4.2, §4.4). Whoever can write events can set it: alerts with it
 * are left out of lists and counts, and never without saying how many.
 */
export const testEventTag = 'staging-watch-test';

/** Put on the alerts of an exercise, as one of Security's own alert tags, when they are closed as such. */
export const closedAsTestTag = 'Staging Watch: test';

/**
 * Whether an alert is one of an exercise: its own tags say so and those of every event that is left. A threshold alert has none of its events'
 * tags and counts as real.
 */
export function isTestAlert(alertTags: readonly string[], tagsOfEvents: ReadonlyArray<readonly string[]>): boolean {
  return [alertTags, ...tagsOfEvents].every((tags) => tags.includes(testEventTag));
}
