// Reads a QR code with the camera, where the browser can (BarcodeDetector); elsewhere the text is pasted or a code typed.

export const canScan = 'BarcodeDetector' in globalThis && !!navigator.mediaDevices?.getUserMedia;

/** The text of the first QR code that the camera sees; null when the user closes it. */
export async function scan(place) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true, playsInline: true });
  const close = Object.assign(document.createElement('button'), { textContent: 'Close the camera', type: 'button' });
  let open = true;
  close.addEventListener('click', () => { open = false; });
  place.replaceChildren(video, close);
  try {
    await video.play();
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    while (open) {
      const [code] = await detector.detect(video);
      if (code) return code.rawValue;
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
    return null;
  } finally {
    stream.getTracks().forEach(track => track.stop());
    place.replaceChildren();
  }
}
