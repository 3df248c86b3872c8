/** The one entry that tests may import: start a stack, load a scenario, give clients. */
export { startTestStack, type TestClient, type TestStack, type TestStackOptions } from './start_test_stack';
export { startAnotherHost, type AnotherHost } from './start_another_host';
export { launchBrowser } from './launch_browser';
