#include "ui/widgets/requesttab.h"

#include "ui/widgets/bodypane.h"
#include "ui/widgets/pairtable.h"
#include "ui/widgets/splitter.h"

#include <QVBoxLayout>

namespace hw::widgets {

RequestTab::RequestTab(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_headers(new PairTable(theme, tr("Header"), tr("Value")))
    , m_body(new BodyPane(theme, tr("Body")))
{
    m_headers->setObjectName(QStringLiteral("requestHeaders"));
    m_headers->setAccessibleName(tr("Headers of the request"));
    m_body->setObjectName(QStringLiteral("requestBody"));
    auto* split = new Splitter(theme, Qt::Horizontal);
    split->setObjectName(QStringLiteral("requestSplitter"));
    split->addWidget(m_headers);
    split->addWidget(m_body);
    split->setStretchFactor(0, 487);
    split->setStretchFactor(1, 720);
    split->setSizes({487, 720});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);
}

void RequestTab::setRequest(const models::RequestView& request)
{
    m_headers->setRows(request.headers);
    if (request.outline)
        m_body->setLargeBody(request.body, request.outline);
    else
        m_body->setBody(request.body, request.tree, request.note);
}

} // namespace hw::widgets
