export { HostsPage } from './hosts_page';
export { HostTimelinePage } from './host_timeline_page';
