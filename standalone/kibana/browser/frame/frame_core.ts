import type { HttpStart } from '@kbn/core/public';
import type { Observable } from 'rxjs';
import type { AppView } from '../core/application/app_mounter';
import type { StartedApplication } from '../core/application/application_service';
import type { LeaveGuard } from '../core/application/leave_guard';
import type { ChromeService } from '../core/chrome/chrome_service';
import type { ToastsService } from '../core/notifications/toasts_service';
import type { PageConfiguration } from '../page/page_configuration';

/** What the frame takes from core. */
export interface FrameCore {
  readonly configuration: PageConfiguration;
  readonly application: StartedApplication;
  readonly chrome: ChromeService;
  readonly toasts: ToastsService;
  readonly http: HttpStart & { getLoadingCount$(): Observable<number> };
  readonly leaveGuard: LeaveGuard;
  readonly darkMode: boolean;
  readonly view$: Observable<AppView>;
  /** Mounted apps stand in it; the frame only gives it a place. */
  readonly container: HTMLElement;
}
