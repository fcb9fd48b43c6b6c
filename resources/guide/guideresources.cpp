#include "resources/guide/guideresources.h"

#include <QDir>

// The macro declares a function and does not work inside a namespace.
static void initialise()
{
    Q_INIT_RESOURCE(guide);
}

namespace hw::resources {

void registerGuide()
{
    initialise();
}

} // namespace hw::resources
