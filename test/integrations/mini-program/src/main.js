import { createSSRApp } from 'vue'

export const createApp = () => ({ app: createSSRApp({}) })
