import {
  infiniteQueryOptions,
  QueryCache,
  QueryClient,
  queryOptions,
  type UseMutationResult,
  useMutation,
} from '@tanstack/react-query'
import { useWords } from '../i18n/words.tsx'
import { toast } from '../ui/toast.tsx'
import { call, type Query } from './call.ts'
import { type ApiFailure, failureOf } from './failure.ts'

export type PageOf<Item> = { items: Item[]; next: string | null }

/** A question to the API, kept by its address: live events know by the address what became stale. */
export const ask = <Answer>(path: string, query: Query = {}) =>
  queryOptions<Answer, ApiFailure>({
    queryKey: [path, query],
    queryFn: ({ signal }) => call<Answer>('GET', path, { query, signal }),
  })

/** A list paged by key, for `useInfiniteQuery` and `LoadMore`. */
export const askPages = <Item>(path: string, query: Query = {}) =>
  infiniteQueryOptions({
    queryKey: [path, query, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call<PageOf<Item>>('GET', path, { query: { ...query, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })

let signedOut = () => {}
/** What to do when an answer says that the session is over. */
export const whenSignedOut = (act: () => void): void => {
  signedOut = act
}

export const desk = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (failureOf(error).status === 401 && query.queryKey[0] !== '/api/me') signedOut()
    },
  }),
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 10 * 60_000, retry: false, refetchOnReconnect: 'always' },
    mutations: { retry: false, networkMode: 'online' },
  },
})

type ActOptions<Input, Answer> = {
  /** Addresses whose answers the act changes: every kept question that begins so is asked again. */
  touches?: readonly string[] | ((input: Input) => readonly string[])
  /** Words said in passing when it is done. */
  done?: string | ((answer: Answer, input: Input) => void)
  /** A form shows its failure itself; anything else says it in passing, with what its fields were refused for. */
  quiet?: boolean
}

/** A write, as a hook: `act.mutate(input)`, `act.isPending`, `act.error` (an `ApiFailure`). Waits for the network when there is none. */
export function useAct<Input = void, Answer = unknown>(
  act: (input: Input) => Promise<Answer>,
  { touches = [], done, quiet }: ActOptions<Input, Answer> = {},
): UseMutationResult<Answer, ApiFailure, Input> {
  const say = useWords()
  return useMutation<Answer, ApiFailure, Input>({
    mutationFn: async (input) => {
      try {
        return await act(input)
      } catch (error) {
        throw failureOf(error)
      }
    },
    onSuccess: async (answer, input) => {
      const changed = typeof touches === 'function' ? touches(input) : touches
      const asked = Promise.all(changed.map((path) => askAgain(path)))
      if (typeof done === 'string') toast(done)
      else done?.(answer, input)
      await asked
    },
    onError: (failure) => {
      if (!quiet) toast([failure.saidIn(say), ...failure.fields.map((one) => one.message)].join(' '), { tone: 'bad' })
    },
  })
}

export const askAgain = (path: string) =>
  desk.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith(path) })
