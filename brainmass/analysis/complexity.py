"""Lempel-Ziv complexity: how many new words a sequence is made of."""

from typing import Any

import numpy as np

from brainmass.analysis.door import as_numpy, as_numpy_signals, refuse_constant


def lempel_ziv(sequence: Any) -> int:
    """Number of words in the exhaustive history of a sequence (LZ76).

    Lempel & Ziv 1976, doi:10.1109/TIT.1976.1055501, where 0001101001000101 has the six words 0, 001, 10, 100, 1000 and
    101. Each word is the shortest that has not occurred before; it may overlap with what it is compared to, and the
    last one counts even if it is not new.

    Parameters
    ----------
    sequence : array, shape (time,)
        Of two symbols, such as 0 and 1.

    Returns
    -------
    int
        About n / log2(n) for n fair coin throws, 2 for a constant sequence, 3 for one of period 2.

    Raises
    ------
    ValueError
        If there are more than two different values, or none.

    Examples
    --------
    >>> lempel_ziv([0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1])
    6
    """
    array = as_numpy(np.asarray(sequence) * 1, "sequence", "lempel_ziv")
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"sequence must have the shape (time,) and at least one value, got {array.shape}")
    symbols = np.unique(array)
    if symbols.size > 2:
        raise ValueError(f"sequence must have two symbols, got {symbols.size}; compare it with a threshold first")
    return _words((array == symbols[-1]).astype(np.uint8).tobytes())


def _words(text: bytes) -> int:
    words, start = 0, 0
    while start < len(text):
        length, found = 1, 0
        # A longer word cannot occur earlier than its beginning did.
        while start + length <= len(text):
            found = text.find(text[start : start + length], found, start + length - 1)
            if found < 0:
                break
            length += 1
        words, start = words + 1, start + length
    return words


def lempel_ziv_complexity(signals: Any) -> np.ndarray:
    r"""Normalised Lempel-Ziv complexity of each region, above or below its median.

    .. math:: c = \frac{\log_2 n}{n} \, \text{(number of words)}

    Lempel & Ziv 1976, doi:10.1109/TIT.1976.1055501. It goes to 1 for random sequences, from above and slowly, and to 0
    for periodic ones; compare sequences of one length.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.

    Returns
    -------
    array, shape (region,)

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, or a region is constant.

    Examples
    --------
    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=5000)
    >>> c = lempel_ziv_complexity(np.stack([noise, np.sin(0.1 * np.arange(5000))], axis=1))
    >>> print(c[0] > 1, c[1] < 0.1)
    True True
    """
    array = as_numpy_signals(signals, "lempel_ziv_complexity")
    refuse_constant(array, "its complexity")
    binary = (array > np.median(array, axis=0)).astype(np.uint8)
    return np.array([_words(column.tobytes()) for column in binary.T]) * np.log2(len(array)) / len(array)


def joint_lempel_ziv_complexity(signals: Any, seed: int = 0) -> float:
    """Lempel-Ziv complexity of all regions together, over that of the same values in random order (LZc).

    The envelope of each region is compared with its mean, and the patterns over regions are written down one moment
    after the other. Schartner et al. 2015, doi:10.1371/journal.pone.0133532; words are those of LZ76.

    Parameters
    ----------
    signals : array, shape (time, region)
        One signal per region, time first.
    seed : int
        Of the random order.

    Returns
    -------
    float
        About 1 where nothing repeats in time or space, near 0 where all does.

    Raises
    ------
    ValueError
        If the shape is not (time, region), a value is not finite, or a region is constant.

    Examples
    --------
    >>> import numpy as np
    >>> noise = np.random.default_rng(0).normal(size=(500, 4))
    >>> alike = np.repeat(noise[:, :1], 4, axis=1)
    >>> print(joint_lempel_ziv_complexity(noise) > 0.8, joint_lempel_ziv_complexity(alike) < 0.5)
    True True
    """
    from scipy.signal import hilbert

    array = as_numpy_signals(signals, "joint_lempel_ziv_complexity")
    refuse_constant(array, "its complexity")
    envelopes = np.abs(hilbert(array - array.mean(axis=0), axis=0))
    binary = (envelopes > envelopes.mean(axis=0)).astype(np.uint8).ravel()
    return _words(binary.tobytes()) / _words(np.random.default_rng(seed).permutation(binary).tobytes())
