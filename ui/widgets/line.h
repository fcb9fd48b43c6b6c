#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

namespace hw::widgets {

/// A hairline of 1 px between regions; inside a bar it may be shorter than the bar.
class Line final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Line)

public:
    Line(const Theme& theme, Qt::Orientation orientation, Token token = Token::Line, QWidget* parent = nullptr);

    void setThickness(int pixels);
    void setLength(int pixels);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Qt::Orientation m_orientation;
    Token m_token;
};

} // namespace hw::widgets
