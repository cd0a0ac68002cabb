// Solves the problems of the march benchmark by CVODE of SUNDIALS (Debian's libsundials-dev), one line for each request:
//   stdin:  NAME TOLERANCE REPEATS ATOL_1 ... ATOL_N
//   stdout: NAME TOLERANCE STEPS MICROSECONDS Y_1 ... Y_N
// BDF with Newton's method, the dense solver and CVODE's own Jacobian by differences; for problems that are not stiff also Adams' methods with fixed-point iterations, whichever is faster.
// The time is the median of the repeats, each of which solves as often as fits into two milliseconds.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

#define MOST 64

static int lorenz(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = 10 * (y[1] - y[0]);
    f[1] = y[0] * (28 - y[2]) - y[1];
    f[2] = y[0] * y[1] - 8.0 / 3 * y[2];
    return 0;
}

static int lotka_volterra(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = y[0] * (1.5 - y[1]);
    f[1] = y[1] * (y[0] - 3);
    return 0;
}

static int van_der_pol_1(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = y[1];
    f[1] = (1 - y[0] * y[0]) * y[1] - y[0];
    return 0;
}

static int van_der_pol_100(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = y[1];
    f[1] = 100 * (1 - y[0] * y[0]) * y[1] - y[0];
    return 0;
}

static int robertson(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = -0.04 * y[0] + 1e4 * y[1] * y[2];
    f[2] = 3e7 * y[1] * y[1];
    f[1] = -f[0] - f[2];
    return 0;
}

static int hires(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007;
    f[1] = 1.71 * y[0] - 8.75 * y[1];
    f[2] = -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4];
    f[3] = 8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3];
    f[4] = -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6];
    f[5] = -280 * y[5] * y[7] + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6];
    f[6] = 280 * y[5] * y[7] - 1.81 * y[6];
    f[7] = -f[6];
    return 0;
}

static int oregonator(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = 77.27 * (y[1] + y[0] * (1 - 8.375e-6 * y[0] - y[1]));
    f[1] = (y[2] - (1 + y[0]) * y[1]) / 77.27;
    f[2] = 0.161 * (y[0] - y[2]);
    return 0;
}

static int pyrolysis(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = -7.89e-10 * y[0] - 1.1e7 * y[0] * y[2];
    f[1] = 7.89e-10 * y[0] - 1.13e9 * y[1] * y[2];
    f[3] = 1.1e7 * y[0] * y[2] - 1.13e3 * y[3];
    f[2] = f[1] - f[3];
    return 0;
}

static int brusselator(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = 1 + y[0] * y[0] * y[1] - 4 * y[0];
    f[1] = 3 * y[0] - y[0] * y[0] * y[1];
    return 0;
}

static int pollution(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    const sunrealtype r1 = 0.35 * y[0];
    const sunrealtype r2 = 26.6 * y[1] * y[3];
    const sunrealtype r3 = 12300 * y[4] * y[1];
    const sunrealtype r4 = 0.00086 * y[6];
    const sunrealtype r5 = 0.00082 * y[6];
    const sunrealtype r6 = 15000 * y[6] * y[5];
    const sunrealtype r7 = 0.00013 * y[8];
    const sunrealtype r8 = 24000 * y[8] * y[5];
    const sunrealtype r9 = 16500 * y[10] * y[1];
    const sunrealtype r10 = 9000 * y[10] * y[0];
    const sunrealtype r11 = 0.022 * y[12];
    const sunrealtype r12 = 12000 * y[9] * y[1];
    const sunrealtype r13 = 1.88 * y[13];
    const sunrealtype r14 = 16300 * y[0] * y[5];
    const sunrealtype r15 = 4.8e+06 * y[2];
    const sunrealtype r16 = 0.00035 * y[3];
    const sunrealtype r17 = 0.0175 * y[3];
    const sunrealtype r18 = 1e+08 * y[15];
    const sunrealtype r19 = 4.44e+11 * y[15];
    const sunrealtype r20 = 1240 * y[16] * y[5];
    const sunrealtype r21 = 2.1 * y[18];
    const sunrealtype r22 = 5.78 * y[18];
    const sunrealtype r23 = 0.0474 * y[0] * y[3];
    const sunrealtype r24 = 1780 * y[18] * y[0];
    const sunrealtype r25 = 3.12 * y[19];
    f[0] = -r1 - r10 - r14 - r23 - r24 + r2 + r3 + r9 + r11 + r12 + r22 + r25;
    f[1] = -r2 - r3 - r9 - r12 + r1 + r21;
    f[2] = -r15 + r1 + r17 + r19 + r22;
    f[3] = -r2 - r16 - r17 - r23 + r15;
    f[4] = -r3 + r4 + r4 + r6 + r7 + r13 + r20;
    f[5] = -r6 - r8 - r14 - r20 + r3 + r18 + r18;
    f[6] = -r4 - r5 - r6 + r13;
    f[7] = r4 + r5 + r6 + r7;
    f[8] = -r7 - r8;
    f[9] = -r12 + r7 + r9;
    f[10] = -r9 - r10 + r8 + r11;
    f[11] = r9;
    f[12] = -r11 + r10;
    f[13] = -r13 + r12;
    f[14] = r14;
    f[15] = -r18 - r19 + r16;
    f[16] = -r20;
    f[17] = r20;
    f[18] = -r21 - r22 - r24 + r23 + r25;
    f[19] = -r25 + r24;
    return 0;
}

static int pleiades(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    for (int i = 0; i < 7; i++)
    {
        sunrealtype ax = 0, ay = 0;
        for (int j = 0; j < 7; j++)
        {
            if (j != i)
            {
                const sunrealtype dx = y[j] - y[i], dy = y[7 + j] - y[7 + i], s = dx * dx + dy * dy, r = (j + 1) / (s * sqrt(s));
                ax += r * dx;
                ay += r * dy;
            }
        }

        f[i] = y[14 + i];
        f[7 + i] = y[21 + i];
        f[14 + i] = ax;
        f[21 + i] = ay;
    }

    return 0;
}

static int chain(sunrealtype t, N_Vector v, N_Vector w, void *data)
{
    const sunrealtype *y = N_VGetArrayPointer(v);
    sunrealtype *f = N_VGetArrayPointer(w);
    (void)t;
    (void)data;
    f[0] = -y[0];
    for (int i = 1; i < 40; i++)
    {
        f[i] = i * y[i - 1] - (i + 1) * y[i];
    }

    return 0;
}

typedef struct
{
    const char *name;
    CVRhsFn f;
    int n;
    int stiff;
    double end;
    double start[MOST];
} problem;

static const problem problems[] =
{
    {"LorenzBench", lorenz, 3, 0, 5, {1, 1, 1}},
    {"LotkaVolterraBench", lotka_volterra, 2, 0, 15, {1, 1}},
    {"VanDerPolOne", van_der_pol_1, 2, 0, 20, {2, 0}},
    {"VanDerPolHundred", van_der_pol_100, 2, 1, 200, {2, 0}},
    {"Robertson", robertson, 3, 1, 1e11, {1, 0, 0}},
    {"Hires", hires, 8, 1, 321.8122, {1, 0, 0, 0, 0, 0, 0, 0.0057}},
    {"Oregonator", oregonator, 3, 1, 360, {1, 2, 3}},
    {"PyrolysisE5", pyrolysis, 4, 1, 1e13, {1.76e-3, 0, 0, 0}},
    {"BrusselatorBench", brusselator, 2, 0, 20, {1.5, 3}},
    {"PollutionBench", pollution, 20, 1, 60, {0, 0.2, 0, 0.04, 0, 0, 0.1, 0.3, 0.01, 0, 0, 0, 0, 0, 0, 0, 0.007, 0, 0, 0}},
    {"PleiadesBench", pleiades, 28, 0, 3, {3, 3, -1, -3, 2, -2, 2, 3, -3, 2, 0, 0, -4, 4, 0, 0, 0, 0, 0, 1.75, -1.5, 0, 0, 0, -1.25, 1, 0, 0}},
    {"ChainBench", chain, 40, 0, 1, {1}},
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec * 1e-3;
}

// A solve that fails says so by its number of steps.
static void quiet(int code, const char *module, const char *function, char *message, void *data)
{
    (void)code;
    (void)module;
    (void)function;
    (void)message;
    (void)data;
}

// Solves once; returns the number of steps, or -1.
static long solve(const problem *p, double tolerance, const double *absolute, int adams, double *result, SUNContext context)
{
    N_Vector y = N_VNew_Serial(p->n, context), atol = N_VNew_Serial(p->n, context);
    for (int i = 0; i < p->n; i++)
    {
        NV_Ith_S(y, i) = p->start[i];
        NV_Ith_S(atol, i) = absolute[i];
    }

    void *cvode = CVodeCreate(adams ? CV_ADAMS : CV_BDF, context);
    SUNMatrix matrix = NULL;
    SUNLinearSolver linear = NULL;
    SUNNonlinearSolver nonlinear = NULL;
    CVodeInit(cvode, p->f, 0, y);
    CVodeSVtolerances(cvode, tolerance, atol);
    CVodeSetMaxNumSteps(cvode, 500000);
    CVodeSetErrHandlerFn(cvode, quiet, NULL);
    if (adams)
    {
        nonlinear = SUNNonlinSol_FixedPoint(y, 0, context);
        CVodeSetNonlinearSolver(cvode, nonlinear);
    }
    else
    {
        matrix = SUNDenseMatrix(p->n, p->n, context);
        linear = SUNLinSol_Dense(y, matrix, context);
        CVodeSetLinearSolver(cvode, linear, matrix);
    }

    CVodeSetStopTime(cvode, p->end);
    double t = 0;
    const int flag = CVode(cvode, p->end, y, &t, CV_NORMAL);
    long steps = -1;
    if (flag >= 0)
    {
        CVodeGetNumSteps(cvode, &steps);
        memcpy(result, N_VGetArrayPointer(y), p->n * sizeof(double));
    }

    CVodeFree(&cvode);
    if (nonlinear) SUNNonlinSolFree(nonlinear);
    if (linear) SUNLinSolFree(linear);
    if (matrix) SUNMatDestroy(matrix);
    N_VDestroy(y);
    N_VDestroy(atol);
    return steps;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(void)
{
    SUNContext context;
    SUNContext_Create(NULL, &context);
    char name[64];
    double tolerance;
    int repeats;
    while (scanf("%63s %lf %d", name, &tolerance, &repeats) == 3)
    {
        const problem *p = NULL;
        for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
        {
            p = strcmp(problems[i].name, name) == 0 ? &problems[i] : p;
        }

        if (!p)
        {
            fprintf(stderr, "There is no problem %s.\n", name);
            return 1;
        }

        double absolute[MOST], best[MOST] = {0}, result[MOST], times[64], fastest = INFINITY;
        long steps = -1;
        for (int i = 0; i < p->n; i++)
        {
            if (scanf("%lf", &absolute[i]) != 1) return 1;
        }

        for (int adams = 0; adams <= (p->stiff ? 0 : 1); adams++)
        {
            double start = now();
            const long taken = solve(p, tolerance, absolute, adams, result, context);
            if (taken < 0) continue;
            const int often = 1 + (int)(2000 / (now() - start));
            for (int r = 0; r < repeats && r < 64; r++)
            {
                start = now();
                for (int k = 0; k < often; k++) solve(p, tolerance, absolute, adams, result, context);
                times[r] = (now() - start) / often;
            }

            qsort(times, repeats, sizeof *times, compare);
            if (times[repeats / 2] < fastest)
            {
                fastest = times[repeats / 2];
                steps = taken;
                memcpy(best, result, sizeof best);
            }
        }

        printf("%s %g %ld %.3f", name, tolerance, steps, fastest);
        for (int i = 0; i < p->n; i++) printf(" %.17g", best[i]);
        printf("\n");
        fflush(stdout);
    }

    SUNContext_Free(&context);
    return 0;
}
