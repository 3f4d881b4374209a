"""How Chromium is started for tests."""

import shutil

# Each window would load pages for bars that nobody sees, which takes longer than ours. Of several such lists the last counts, so that what
# Playwright leaves out is named again.
UNUSED = [
    "PreloadTopChromeWebUI",
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter"),
    *("PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"),
]


def launch(playwright):
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", f"--disable-features={','.join(UNUSED)}"])
