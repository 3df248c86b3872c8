/** The browser side of the standalone host, as its server sees it: build the assets once, then serve pages and files. */
export { buildBrowserAssets } from './assets/build_browser_assets';
export type { BrowserAssets, BuildBrowserAssetsOptions } from './assets/build_browser_assets';
export { createBrowserPages } from './page/browser_pages';
export type { ApplicationPageRequest, BrowserPages, BrowserPagesOptions, StaticFile } from './page/browser_pages';
export { contentSecurityPolicy } from './page/content_security_policy';
export type {
  BrowserPlugin,
  DemoUser,
  FrameSettings,
  LibrarySet,
  LoadOrder,
  PageCapabilities,
  PageConfiguration,
  PageSpace,
  PageUser,
} from './page/page_configuration';
