#include "collate/collate.h"
int collate_data_open(ArrianEngine *engine, ArrianError *why) { (void)engine; (void)why; return ARRIAN_OK; }
