/** What of the answers is read here: https://developers.google.com/my-business/reference/rest (read 2026-11-22). */
export type Place = {
  name: string
  title?: string
  storeCode?: string
  languageCode?: string
  websiteUri?: string
  profile?: { description?: string }
  latlng?: { latitude: number; longitude: number }
  openInfo?: { status?: string }
  storefrontAddress?: { addressLines?: string[]; locality?: string; regionCode?: string }
  metadata?: { mapsUri?: string; placeId?: string; canOperateLocalPost?: boolean; hasVoiceOfMerchant?: boolean }
}

export type LocalDate = { year: number; month: number; day: number }
export type LocalTime = { hours: number; minutes: number }

export type LocalPost = {
  name: string
  languageCode?: string
  summary?: string
  topicType?: string
  callToAction?: { actionType: string; url?: string }
  event?: {
    title: string
    schedule: { startDate: LocalDate; startTime?: LocalTime; endDate: LocalDate; endTime?: LocalTime }
  }
  offer?: { couponCode?: string; redeemOnlineUrl?: string; termsConditions?: string }
  media?: { name?: string; mediaFormat: string; sourceUrl?: string; googleUrl?: string }[]
  state?: string
  searchUrl?: string
  createTime?: string
  updateTime?: string
}

export type Review = {
  name: string
  reviewId: string
  reviewer?: { displayName?: string; profilePhotoUrl?: string; isAnonymous?: boolean }
  starRating?: string
  comment?: string
  createTime: string
  updateTime: string
  reviewReply?: { comment: string; updateTime: string }
}

export type PlaceMedia = {
  name: string
  mediaFormat?: string
  googleUrl?: string
  locationAssociation?: { category?: string }
  dimensions?: { widthPixels?: number; heightPixels?: number }
}
