import { createContext, useContext, type ReactElement, type ReactNode } from 'react';
import type { UiServices } from './ui_services';

const ServicesContext = createContext<UiServices | undefined>(undefined);

/** Hands the services to everything below. */
export function ServicesProvider({ services, children }: { readonly services: UiServices; readonly children?: ReactNode }): ReactElement {
  return <ServicesContext.Provider value={services}>{children}</ServicesContext.Provider>;
}

/** The services of the nearest provider; throws where there is none. */
export function useServices(): UiServices {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('useServices needs a ServicesProvider above it: render the page inside App.');
  return services;
}
