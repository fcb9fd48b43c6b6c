#pragma once

#include "ui/models/eventdetail.h"

#include <QWidget>

namespace hw::widgets {

class BodyPane;
class Label;
class PairTable;
class Theme;

/// What the sender was answered: status, headers, body.
class ResponseTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResponseTab)

public:
    explicit ResponseTab(const Theme& theme, QWidget* parent = nullptr);

    void setResponse(const models::ResponseView& response);

private:
    Label* m_headline;
    PairTable* m_headers;
    BodyPane* m_body;
};

} // namespace hw::widgets
