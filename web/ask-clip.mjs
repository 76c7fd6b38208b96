import { desktop, phone, launchDrawing, open } from "/tmp/w/ask/web/tests/browser.mjs";
const b=await launchDrawing();
for (const [name,url,sel,dev] of JSON.parse(process.argv[2])) {
  const {page,close}=await open(b,{device:dev==="p"?phone:desktop,origin:new URL(url).origin});
  await page.goto(url,{waitUntil:"load"});
  await page.locator(sel).first().screenshot({path:`/tmp/w/ask-check/shots/${name}.png`});
  await close();
}
await b.close();
