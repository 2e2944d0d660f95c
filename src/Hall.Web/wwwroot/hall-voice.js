// Plays the hub's announcement; where it has none, the browser speaks; answers how it went.
window.hallVoice = (function () {
  'use strict';
  function audio(url) {
    return new Promise(function (resolve) {
      var player = new Audio(url);
      player.onended = function () { resolve('played'); };
      player.onerror = function () { resolve('silent'); };
      player.play().catch(function (refusal) { resolve(refusal.name === 'NotAllowedError' ? 'blocked' : 'silent'); });
    });
  }

  function say(line) {
    return new Promise(function (resolve) {
      var utterance = new SpeechSynthesisUtterance(line.words);
      utterance.lang = line.language;
      utterance.onend = function () { resolve('spoken'); };
      utterance.onerror = function (fault) { resolve(fault.error === 'not-allowed' ? 'blocked' : 'silent'); };
      window.speechSynthesis.speak(utterance);
    });
  }

  function speak(lines) {
    if (!window.speechSynthesis || window.speechSynthesis.getVoices().length === 0) { return Promise.resolve('silent'); }
    return lines.reduce(function (before, line) { return before.then(function () { return say(line); }); }, Promise.resolve('silent'));
  }

  function play(url, lines) {
    return audio(url).then(function (heard) { return heard === 'silent' ? speak(lines) : heard; });
  }

  return { play: play };
}());
