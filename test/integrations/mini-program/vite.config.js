import plugin from '@dcloudio/vite-plugin-uni'

// biome-ignore lint/style/noDefaultExport: Vite reads its configuration so.
export default { plugins: [plugin.default()] }
