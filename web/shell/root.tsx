import { Outlet, useRouter } from '@tanstack/react-router'
import { RouterProvider } from 'react-aria-components'
import { Toasts } from '../ui/toast.tsx'

/** Around every screen: the links of menus go through the router, and words in passing have a place. */
export function Root() {
  const router = useRouter()
  return (
    <RouterProvider navigate={(to) => void router.navigate({ to })}>
      <Outlet />
      <Toasts />
    </RouterProvider>
  )
}
