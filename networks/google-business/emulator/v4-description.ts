const text = { type: 'string' }
const number = { type: 'integer', format: 'int32' }
const moment = { type: 'string', format: 'google-datetime' }
const list = (name: string) => ({ type: 'array', items: { $ref: name } })
const object = (properties: Record<string, object>) => ({ type: 'object', properties })
const one = (...names: string[]) => ({ type: 'string', enum: names })
const inQuery = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { type: 'string', location: 'query' }]))

type Of = { request?: string; response: string; query?: string[] }
const place = 'v4/accounts/{accountsId}/locations/{locationsId}'
const method = (httpMethod: string, path: string, { request, response, query = [] }: Of) => ({
  id: `mybusiness.${httpMethod.toLowerCase()}.${path}`,
  httpMethod,
  flatPath: `${place}/${path}`,
  parameters: inQuery(...query),
  ...(request ? { request: { $ref: request } } : {}),
  response: { $ref: response },
})

/**
 * Version 4 has no published discovery document any more: what is used of it, written in the same form from its reference,
 * https://developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts, …/reviews and …/media (read 2026-11-22).
 */
export const v4 = {
  name: 'mybusiness',
  servicePath: '',
  parameters: {},
  resources: {
    places: {
      methods: {
        listPosts: method('GET', 'localPosts', { response: 'Posts', query: ['pageSize', 'pageToken'] }),
        createPost: method('POST', 'localPosts', { request: 'LocalPost', response: 'LocalPost' }),
        getPost: method('GET', 'localPosts/{id}', { response: 'LocalPost' }),
        patchPost: method('PATCH', 'localPosts/{id}', {
          request: 'LocalPost',
          response: 'LocalPost',
          query: ['updateMask'],
        }),
        deletePost: method('DELETE', 'localPosts/{id}', { response: 'Empty' }),
        listReviews: method('GET', 'reviews', { response: 'Reviews', query: ['pageSize', 'pageToken', 'orderBy'] }),
        getReview: method('GET', 'reviews/{id}', { response: 'Review' }),
        updateReply: method('PUT', 'reviews/{id}/reply', { request: 'ReviewReply', response: 'ReviewReply' }),
        deleteReply: method('DELETE', 'reviews/{id}/reply', { response: 'Empty' }),
        listMedia: method('GET', 'media', { response: 'Media', query: ['pageSize', 'pageToken'] }),
      },
    },
  },
  schemas: {
    Empty: object({}),
    Posts: object({ localPosts: list('LocalPost'), nextPageToken: text }),
    LocalPost: object({
      name: text,
      languageCode: text,
      summary: text,
      callToAction: object({
        actionType: one('BOOK', 'ORDER', 'SHOP', 'LEARN_MORE', 'SIGN_UP', 'CALL'),
        url: text,
      }),
      createTime: moment,
      updateTime: moment,
      event: object({
        title: text,
        schedule: object({
          startDate: { $ref: 'Date' },
          startTime: { $ref: 'TimeOfDay' },
          endDate: { $ref: 'Date' },
          endTime: { $ref: 'TimeOfDay' },
        }),
      }),
      state: one('LOCAL_POST_STATE_UNSPECIFIED', 'REJECTED', 'LIVE', 'PROCESSING'),
      media: list('MediaItem'),
      searchUrl: text,
      topicType: one('STANDARD', 'EVENT', 'OFFER', 'ALERT'),
      alertType: text,
      offer: object({ couponCode: text, redeemOnlineUrl: text, termsConditions: text }),
    }),
    Date: object({ year: number, month: number, day: number }),
    TimeOfDay: object({ hours: number, minutes: number, seconds: number, nanos: number }),
    Media: object({ mediaItems: list('MediaItem'), totalMediaItemCount: number, nextPageToken: text }),
    MediaItem: object({
      name: text,
      mediaFormat: one('PHOTO', 'VIDEO'),
      googleUrl: text,
      sourceUrl: text,
      thumbnailUrl: text,
      createTime: moment,
      locationAssociation: object({ category: text, priceListItemId: text }),
      dimensions: object({ widthPixels: number, heightPixels: number }),
      description: text,
    }),
    Reviews: object({
      reviews: list('Review'),
      averageRating: { type: 'number', format: 'double' },
      totalReviewCount: number,
      nextPageToken: text,
    }),
    Review: object({
      name: text,
      reviewId: text,
      reviewer: object({ profilePhotoUrl: text, displayName: text, isAnonymous: { type: 'boolean' } }),
      starRating: one('STAR_RATING_UNSPECIFIED', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'),
      comment: text,
      createTime: moment,
      updateTime: moment,
      reviewReply: { $ref: 'ReviewReply' },
    }),
    ReviewReply: object({ comment: text, updateTime: moment }),
  },
}
