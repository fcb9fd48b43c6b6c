#pragma once

#include "ui/models/eventdetail.h"

#include <QWidget>

namespace hw::widgets {

class BodyPane;
class PairTable;
class Theme;

/// The headers beside the body.
class RequestTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestTab)

public:
    explicit RequestTab(const Theme& theme, QWidget* parent = nullptr);

    void setRequest(const models::RequestView& request);
    [[nodiscard]] BodyPane& body() { return *m_body; }

private:
    PairTable* m_headers;
    BodyPane* m_body;
};

} // namespace hw::widgets
