#pragma once

#include "ui/widgets/theme.h"

#include <QAbstractButton>

namespace hw::widgets {

/// A text that acts: in the accent's colour, or a strong one that opens and closes what stands under it.
class TextButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextButton)

public:
    enum class Look {
        Plain,
        Leads,      ///< with an arrow after it
        Disclosure, ///< checked = open
    };

    TextButton(const Theme& theme, const QString& text, Look look = Look::Plain, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] TextRole role() const;

    const Theme& m_theme;
    Look m_look;
};

} // namespace hw::widgets
