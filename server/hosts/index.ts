export { findHosts } from './find_hosts';
export { getHostTimeline } from './get_host_timeline';
