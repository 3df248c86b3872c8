import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../launch_browser';
import type { TestStack } from '../start_test_stack';
import { checkAccessibility } from './check_accessibility';
import { journeyVersions, startJourneyStack } from './journey_stack';
import { openApp } from './open_app';

/** What an alert shows in its flyout, by the kind of its rule. The last one leads to the host. */
const alertFlyouts: ReadonlyArray<readonly [what: string, rules: readonly string[], ready: string]> = [
  ['counted', ['staging-watch-several-rules', 'staging-watch-documents-one-process', 'staging-watch-port-splunk-aggregate'], 'stagingWatchCounted'],
  ['sequence', ['staging-watch-copy-then-write-endpoint', 'staging-watch-copy-then-write-sysmon'], 'stagingWatchSequence'],
];

/** Path, and what says that the page has its data. */
const pages: ReadonlyArray<readonly [name: string, path: string, ready: string]> = [
  ['alerts', '/app/stagingWatch/alerts?tests=show', '[data-test-subj^="stagingWatchOpenAlert-"]'],
  ['alerts without a match', '/app/stagingWatch/alerts?host=no-such-host', '[data-test-subj="stagingWatchEmptyFiltered"]'],
  ['hosts', '/app/stagingWatch/hosts', '[data-test-subj^="stagingWatchHostLink-"]'],
  ['tuning', '/app/stagingWatch/tuning', '[data-test-subj^="stagingWatchExclusionSwitch-"]'],
  ['rules', '/app/stagingWatch/rules', '[data-test-subj^="stagingWatchOpenRule-"]'],
];

/** Tabs of a rule's flyout with the most in them. */
const ruleTabs = [['about', 'stagingWatchRuleFacts'], ['port', 'stagingWatchPortNotes']] as const;

describe.each(journeyVersions)('on Kibana %s', (kibanaVersion) => {
  let stack: TestStack;
  let browser: Browser;
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startJourneyStack(kibanaVersion), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  it.each([
    { dark: false, width: 1440 },
    { dark: true, width: 1440 },
    { dark: false, width: 800 },
  ])('has no accessibility violation and no console error: %j', async (options) => {
    const { page, faults, goTo, subject } = await openApp(browser, stack, { username: 'tuner', ...options });
    const problems: string[] = [];
    const check = async (name: string): Promise<void> => {
      problems.push(...(await checkAccessibility(page)).map((problem) => `${name}: ${problem}`));
      const headings = await page.locator('h1').count();
      if (headings !== 1) problems.push(`${name}: ${headings} h1 headings`);
    };
    for (const [name, path, ready] of pages) {
      await goTo(path);
      await page.locator(ready).first().waitFor();
      await check(name);
    }
    for (const [what, rules, ready] of alertFlyouts) {
      await goTo(`/app/stagingWatch/alerts?${rules.map((rule) => `rule=${rule}`).join('&')}`);
      await page.locator('[data-test-subj^="stagingWatchOpenAlert-"]').first().click();
      await subject(ready).waitFor();
      await check(`alert flyout, ${what}`);
    }
    await subject('stagingWatchHostAroundLink').click();
    await subject('stagingWatchTimeline').waitFor();
    await check('host timeline');
    for (const [tab, ready] of ruleTabs) {
      await goTo(`/app/stagingWatch/rules?q=splunk&flyout=rule%3Astaging-watch-port-splunk-aggregate&tab=${tab}`);
      await subject(ready).waitFor();
      await check(`rule flyout, ${tab}`);
    }
    await goTo('/app/stagingWatch/tuning');
    await page.locator('[data-test-subj^="stagingWatchExclusionSwitch-"]').first().click();
    await subject('stagingWatchSwitchModal').waitFor();
    await check('switch modal');
    await page.keyboard.press('Escape');
    await subject('stagingWatchTuningView-activity').click();
    await subject('stagingWatchActivityEmpty').waitFor();
    await check('activity');
    /* With few rows: axe looks at every cell, and all of them take it minutes. */
    await goTo('/app/stagingWatch/coverage?problems=true');
    await page.locator('[data-test-subj="stagingWatchCoverageFirstRun"], [data-test-subj="stagingWatchCoverageTable"]').first().waitFor();
    await check('coverage');
    if (await subject('stagingWatchCoverageFirstRun').isVisible()) await subject('stagingWatchCoverageFirstRun').click();
    await subject('stagingWatchCoverageTable').waitFor({ timeout: 60_000 });
    await goTo('/app/stagingWatch/coverage?problems=true&flyout=cell%3Asysmon%2Fstaging-watch-copy-then-write-sysmon%2FS1');
    await subject('stagingWatchCellVerdict').getByText('Detected').waitFor();
    await check('coverage cell');
    await goTo('/app/stagingWatch/coverage?tab=ports');
    await subject('stagingWatchPorts').waitFor();
    await check('ports');
    expect(problems).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
