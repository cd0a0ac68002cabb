# Reference numbers of NonlinearTests.cs. Debian: apt-get install python3-mpmath python3-scipy; then /usr/bin/python3 reference.py
# Taylor series of degree 30 in 40 digits for what is smooth; Radau IIA of order 5 at a relative tolerance of 1e-12 for Robertson's reactions.
import numpy as np
from mpmath import mp, mpf
from scipy.integrate import solve_ivp

mp.dps = 40
DEGREE = 30


def integrate(coefficients, start, end):
    y, t, end = [mpf(v) for v in start], mpf(0), mpf(end)
    while end - t > mpf(10) ** -35:
        series = coefficients(y)
        last = max(abs(s[DEGREE]) for s in series)
        h = min((mpf(10) ** -34 / max(last, mpf(10) ** -60)) ** (mpf(1) / DEGREE), end - t)
        y = [mp.polyval(s[::-1], h) for s in series]
        t += h
    return y


def product(a, b, n):
    return sum(a[i] * b[n - i] for i in range(n + 1))


def lotka_volterra(y):
    x, z = [y[0]], [y[1]]
    for n in range(DEGREE):
        p = product(x, z, n)
        x.append((mpf(3) / 2 * x[n] - p) / (n + 1))
        z.append((p - 3 * z[n]) / (n + 1))
    return [x, z]


def lorenz(y):
    x, w, z = [y[0]], [y[1]], [y[2]]
    for n in range(DEGREE):
        xz, xw = product(x, z, n), product(x, w, n)
        x.append(10 * (w[n] - x[n]) / (n + 1))
        w.append((28 * x[n] - xz - w[n]) / (n + 1))
        z.append((xw - mpf(8) / 3 * z[n]) / (n + 1))
    return [x, w, z]


def van_der_pol(mu):
    def coefficients(y):
        x, v, square = [y[0]], [y[1]], []
        for n in range(DEGREE):
            square.append(product(x, x, n))
            x.append(v[n] / (n + 1))
            v.append((mu * (v[n] - product(square, v, n)) - x[n]) / (n + 1))
        return [x, v]
    return coefficients


for name, coefficients, start, end in [
        ('Lotka-Volterra', lotka_volterra, [1, 1], 10), ('Lorenz', lorenz, [1, 1, 1], 5),
        ('Van der Pol 1', van_der_pol(1), [2, 0], 20), ('Van der Pol 100', van_der_pol(100), [2, 0], 200)]:
    print(name, end, [mp.nstr(v, 20) for v in integrate(coefficients, start, end)], flush=True)


def robertson(_, y):
    a, b, c = y
    return [-.04 * a + 1e4 * b * c, .04 * a - 1e4 * b * c - 3e7 * b * b, 3e7 * b * b]


def jacobian(_, y):
    a, b, c = y
    return np.array([[-.04, 1e4 * c, 1e4 * b], [.04, -1e4 * c - 6e7 * b, -1e4 * b], [0, 6e7 * b, 0]])


for end in (1e2, 1e4, 1e5):
    solution = solve_ivp(robertson, (0, end), [1, 0, 0], method='Radau', rtol=1e-12, atol=1e-20, jac=jacobian)
    print('Robertson', end, [repr(float(v)) for v in solution.y[:, -1]])
