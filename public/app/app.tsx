import type { History } from 'history';
import type { ReactElement } from 'react';
import { Router } from 'react-router-dom';
import { ApiProvider } from '../data';
import { ServicesProvider, type UiServices } from '../services';
import { AppRoutes } from './app_routes';
import { FirstOpening } from './first_opening';

export interface AppProps {
  readonly services: UiServices;
  /** Scoped to the app: `/alerts` is `/app/stagingWatch/alerts`. */
  readonly history: History;
}

/** The whole app below Kibana's frame. */
export function App({ services, history }: AppProps): ReactElement {
  return (
    <ServicesProvider services={services}>
      <Router history={history}>
        <ApiProvider>
          <FirstOpening>
            <AppRoutes />
          </FirstOpening>
        </ApiProvider>
      </Router>
    </ServicesProvider>
  );
}
