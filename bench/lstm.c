/* One LSTM with softmax and cross-entropy, forwards and backwards, in plain loops. Everything is kept:
   each gate, c, h, yhat of every step and the loss's derivative by each of them.
   Matrices row by row. Gates in the order i, f, o, g: z[0..4H). All widths are H.
   Every inner loop adds to an array, never to one number, so that -O3 may use vector instructions; for that
   the forward products walk transposed matrices, made once a run. */

#include <math.h>

typedef struct {
  const double *x, *y, *Wx, *Wh, *b, *V, *d;              /* (T,H) (T,H) (4H,H) (4H,H) (4H) (H,H) (H) */
  double *gates, *c, *h, *yhat;                           /* (T,4H) (T,H) (T,H) (T,H) */
  double *dgates, *dc, *dh, *dyhat;                       /* the same shapes */
  double *dWx, *dWh, *db, *dV, *dd;                       /* as their parameters */
  double *WxT, *WhT, *VT, *z;                             /* scratch; z (4H) */
} Net;

static double sigmoid(double z) { return 1 / (1 + exp(-z)); }

/* out += W v, given Wᵀ */
static void multiply(const double *restrict WT, const double *restrict v, double *restrict out, int rows, int H) {
  for (int k = 0; k < H; k++)
    for (int r = 0; r < rows; r++) out[r] += WT[k * rows + r] * v[k];
}

static void transpose(const double *restrict W, double *restrict WT, int rows, int H) {
  for (int r = 0; r < rows; r++)
    for (int k = 0; k < H; k++) WT[k * rows + r] = W[r * H + k];
}

/* out += Wᵀ v, and dW += v uᵀ */
static void back(const double *restrict W, const double *restrict v, const double *restrict u,
                 double *restrict out, double *restrict dW, int rows, int H) {
  for (int r = 0; r < rows; r++)
    for (int k = 0; k < H; k++) dW[r * H + k] += v[r] * u[k];
  if (out)
    for (int r = 0; r < rows; r++)
      for (int k = 0; k < H; k++) out[k] += W[r * H + k] * v[r];
}

static void zero(double *array, int count) {
  for (int k = 0; k < count; k++) array[k] = 0;
}

double forward(Net *n, int T, int H) {
  double loss = 0;
  transpose(n->Wx, n->WxT, 4 * H, H), transpose(n->Wh, n->WhT, 4 * H, H), transpose(n->V, n->VT, H, H);
  for (int t = 0; t < T; t++) {
    double *gate = n->gates + t * 4 * H, *c = n->c + t * H, *h = n->h + t * H, *yhat = n->yhat + t * H;
    for (int k = 0; k < 4 * H; k++) n->z[k] = n->b[k];
    multiply(n->WxT, n->x + t * H, n->z, 4 * H, H);
    if (t) multiply(n->WhT, h - H, n->z, 4 * H, H);
    for (int k = 0; k < 3 * H; k++) gate[k] = sigmoid(n->z[k]);
    for (int k = 3 * H; k < 4 * H; k++) gate[k] = tanh(n->z[k]);
    for (int k = 0; k < H; k++) {
      c[k] = (t ? gate[H + k] * c[k - H] : 0) + gate[k] * gate[3 * H + k];
      h[k] = gate[2 * H + k] * tanh(c[k]);
      yhat[k] = n->d[k];
    }
    multiply(n->VT, h, yhat, H, H);
    double largest = yhat[0], sum = 0;
    for (int k = 1; k < H; k++) if (yhat[k] > largest) largest = yhat[k];
    for (int k = 0; k < H; k++) sum += yhat[k] = exp(yhat[k] - largest);
    for (int k = 0; k < H; k++) {
      yhat[k] /= sum;
      if (n->y[t * H + k] != 0) loss -= n->y[t * H + k] * log(yhat[k]);
    }
  }
  return loss;
}

void backward(Net *n, int T, int H) {
  zero(n->dc, T * H), zero(n->dh, T * H);
  zero(n->dWx, 4 * H * H), zero(n->dWh, 4 * H * H), zero(n->db, 4 * H), zero(n->dV, H * H), zero(n->dd, H);
  for (int t = T - 1; t >= 0; t--) {
    const double *gate = n->gates + t * 4 * H, *c = n->c + t * H, *y = n->y + t * H, *yhat = n->yhat + t * H;
    double *dgate = n->dgates + t * 4 * H, *dc = n->dc + t * H, *dh = n->dh + t * H, *z = n->z, sum = 0;
    for (int k = 0; k < H; k++) sum += y[k];
    for (int k = 0; k < H; k++) {
      n->dyhat[t * H + k] = y[k] != 0 ? -y[k] / yhat[k] : 0;
      z[k] = yhat[k] * sum - y[k];
      n->dd[k] += z[k];
    }
    back(n->V, z, n->h + t * H, dh, n->dV, H, H);
    for (int k = 0; k < H; k++) {
      double tc = tanh(c[k]), i = gate[k], f = gate[H + k], o = gate[2 * H + k], g = gate[3 * H + k];
      dc[k] += dh[k] * o * (1 - tc * tc);
      dgate[k] = dc[k] * g;
      dgate[H + k] = t ? dc[k] * c[k - H] : 0;
      dgate[2 * H + k] = dh[k] * tc;
      dgate[3 * H + k] = dc[k] * i;
      if (t) dc[k - H] += dc[k] * f;
      z[k] = dgate[k] * i * (1 - i);
      z[H + k] = dgate[H + k] * f * (1 - f);
      z[2 * H + k] = dgate[2 * H + k] * o * (1 - o);
      z[3 * H + k] = dgate[3 * H + k] * (1 - g * g);
    }
    for (int k = 0; k < 4 * H; k++) n->db[k] += z[k];
    back(n->Wx, z, n->x + t * H, 0, n->dWx, 4 * H, H);
    if (t) back(n->Wh, z, n->h + (t - 1) * H, dh - H, n->dWh, 4 * H, H);
  }
}
