/**
 * Last words of the fields that a program fills by itself: it draws, counts, dates or chooses what stands there, or has a
 * format checked that leaves no room for a tag. An e-mail address is checked nearly everywhere.
 */
export const DRAWN_WORDS: ReadonlySet<string> = new Set(
  (
    "id ids uid uuid guid count counts total totals sum price amount amounts cost fee balance quantity qty size length index " +
    "number no position order rank rating reputation karma score progress streak streaks level points percent percentage rate " +
    "status state role roles type kind mode currency locale language lang timezone country " +
    "token tokens otp code pin hash salt secret key signature checksum sha nonce slug version ip port " +
    "at on date time timestamp day month year age expires expiry duration ttl deadline " +
    "lat lon lng latitude longitude distance altitude speed weight temperature ms km hz mb kb gb bytes px snr rssi " +
    "email mail phone color colour width height active enabled verified deleted"
  ).split(" "),
);
